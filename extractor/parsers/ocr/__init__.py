"""Reads what is drawn, not written: pages and pictures without a text layer, through the optional extra `ocr`."""
