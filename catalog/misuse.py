"""What somebody asks for that cannot be had."""


class MisuseError(LookupError, ValueError):
    """A command, or a function, is asked for what there is not; its words are English, `chinese` the same."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.chinese = chinese
