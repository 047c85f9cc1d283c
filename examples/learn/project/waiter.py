"""Be a waiter at the keyboard: say to a board what you type."""

import socket
import sys


def talk(port):
    with socket.create_connection(("127.0.0.1", port)) as board:
        answers = board.makefile()
        for line in sys.stdin:
            board.sendall(line.encode())
            answer = answers.readline()
            print(answer or "the board has closed\n", end="")
            if not answer:
                break


if sys.argv[1:]:
    talk(int(sys.argv[1]))
else:
    print("Say at which port the board listens: waiter.py 8888")
