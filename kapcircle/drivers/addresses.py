"""The addresses that this laptop has now."""

import ipaddress
import socket

import psutil

from kapcircle.desk.sharing import Address


def addresses() -> tuple[Address, ...]:
    """The addresses of this laptop, its own loop last; none that needs the name of a network beside it."""
    found = [
        Address(network, each.address, ipaddress.ip_address(each.address).is_loopback)
        for network, several in psutil.net_if_addrs().items()
        for each in several
        if each.family in (socket.AF_INET, socket.AF_INET6) and "%" not in each.address
        if not ipaddress.ip_address(each.address).is_link_local
    ]
    return tuple(sorted(found, key=lambda x: (x.own, ":" in x.address, x.network)))
