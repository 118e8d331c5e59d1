from people.actions.involve import allocate, end_involvement, involve, open_on_duty

__all__ = ["allocate", "end_involvement", "involve", "open_on_duty"]
