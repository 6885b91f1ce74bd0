"""Answers of statistics services, as JSON: the same whether they were fetched or came as a file.

Each module reads one form and says with :class:`~atlas.errors.SourceRefused` why an answer is not whole.
"""
