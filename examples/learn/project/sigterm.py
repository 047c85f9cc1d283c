"""End the board with SIGTERM while a waiter talks to it."""

import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

BOARD = Path(__file__).with_name("shutdown.py")

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "notes.json")
    with subprocess.Popen(
        [sys.executable, BOARD, "0", path], stdout=subprocess.PIPE, text=True
    ) as board:
        port = int(board.stdout.readline().split()[-1])
        with socket.create_connection(("127.0.0.1", port)) as waiter:
            answers = waiter.makefile()
            waiter.sendall(b"ADD soup 2\nADD soup 3\n")
            print("answers:", [answers.readline() for _ in range(2)])
            board.send_signal(signal.SIGTERM)
            print("after the signal:", repr(answers.read()))
        print(board.stdout.read(), end="")
    print("exit status", board.returncode)
    print("in the file:", path.read_text())
