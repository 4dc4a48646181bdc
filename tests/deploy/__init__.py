"""What an operator installs: the systemd unit, the container, the look at what we build on."""
