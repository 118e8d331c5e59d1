from reporting.actions.returns import add_source, ask_for_return, check_return, download, finish_return, sign_return

__all__ = ["add_source", "ask_for_return", "check_return", "download", "finish_return", "sign_return"]
