"""Which role a query runs as. The application's role does everything; the owner's only migrates and grants."""


class ApplicationRole:
    def db_for_read(self, model, **hints):
        return "default"

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == "owner"
