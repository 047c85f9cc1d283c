"""The standard streams of a program, which report what it writes."""

import io
import sys


class Output(io.TextIOWrapper):
    """A standard stream that reports to ``recorder`` what is written to it."""

    def __init__(self, real: io.TextIOWrapper, recorder, stream: str) -> None:
        real.flush()
        super().__init__(
            real.buffer,
            encoding=real.encoding,
            errors=real.errors,
            line_buffering=real.line_buffering,
            write_through=real.write_through,
        )
        self.mode = "w"
        self.recorder = recorder
        self.stream = stream
        # It would close the buffer with it.
        self.real = real

    def write(self, text: str) -> int:
        """Write the text, and report it."""
        recorder = self.recorder
        if not isinstance(text, str):
            return super().write(text)
        written = super().write(text)
        try:
            recorder.wrote(text, self.stream)
        except Exception:
            # Of Python little may be left when somebody has last words.
            if not sys.is_finalizing():
                raise
        return written


def install(recorder) -> None:
    """Let standard output and standard error report to the recorder."""
    sys.stdout = Output(sys.stdout, recorder, "")
    sys.stderr = Output(sys.stderr, recorder, "err")


for name in "__name__", "__qualname__", "__module__":
    setattr(Output, name, getattr(io.TextIOWrapper, name))
