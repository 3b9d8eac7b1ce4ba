package org.takeup.plugin.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks a name up. The machine's own way in production; tests answer for themselves. Blocks. */
@FunctionalInterface
interface Resolver {
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
