"""The one exception by which an act says «not now, because …» to a person."""


class Refused(Exception):
    """An act cannot be done in the present state.

    `sentence` is plain Vietnamese, says why and what to do next; views and admin show it as it is.
    """

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence
