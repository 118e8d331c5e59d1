"""The Safeguarding Adults Collection, frozen: what the room below counts, kept as rows."""
