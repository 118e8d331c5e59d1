"""“In danger now”: an alarm on duty's work lists at once, and an email that says where to look and nothing about whom."""


def raise_alarm(referral, by):
    """Called while the referral is being received, so that both happen or neither does."""
