"""How the web is served: gunicorn reads this file by itself, in the demo and in the container alike."""

import os
from pathlib import Path

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"  # the demo says 127.0.0.1 on its command line
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = 4  # a slow reader holds a thread, not a process
preload_app = True  # the processes share the memory of what they import
timeout = 60
graceful_timeout = int(os.environ.get("WEB_GRACE", "20"))
max_requests = 5000  # a process that grew over days is replaced
max_requests_jitter = 500
# Heartbeats in memory: on a slow disk a busy server would think its workers dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
