from reporting.actions.returns import add_step, ask_for_return, check_return, download, finish_return, sign_return

__all__ = ["add_step", "ask_for_return", "check_return", "download", "finish_return", "sign_return"]
