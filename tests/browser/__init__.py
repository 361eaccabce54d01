"""The product as people meet it: the real server, the demo workspace, Chromium."""
