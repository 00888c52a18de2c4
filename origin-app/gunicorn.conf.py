"""How gunicorn serves application.py, on Beanstalk and on a laptop.

A file and not flags in the Procfile: Beanstalk runs the Procfile's line from a systemd unit, and
systemd doesn't know the shell's ${PORT:-8000}.
"""

from os import environ

# Beanstalk's nginx passes requests on to port 8000, or to PORT where that property is set.
# Loopback, so that nobody gets past nginx.
bind = f"127.0.0.1:{environ.get('PORT', '8000')}"

# The default worker closes the connection after each answer; this one keeps it.
worker_class = "gthread"
workers = 2
threads = 8

# Whoever is in front has to be the one who closes an idle connection: otherwise a request now and
# then meets one that was just closed, and its viewer gets a 502. CloudFront closes after 5 s by
# default, the load balancer after 60 s.
keepalive = 75

# A mistake in the environment then ends the start with one sentence, before any worker runs.
preload_app = True

# CloudFront passes on URLs of up to 8,192 bytes; gunicorn's own limit would refuse half of them.
limit_request_line = 8190

# Nobody here uses gunicorn's remote control, and its socket is a file in the home directory.
control_socket_disable = True

loglevel = "warning"
