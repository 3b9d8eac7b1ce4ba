package org.takeup.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports of the loopback address before anything is started on them. */
final class Ports {
    private Ports() {}

    /**
     * Makes sure that a port can be had.
     *
     * @param what who wants it, in words
     * @param variable the environment variable that chooses another
     * @throws StartFailed if somebody listens there
     */
    static void requireFree(int port, String what, String variable) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartFailed(
                    "Port " + port + ", which " + what
                            + " needs, is in use: stop what listens there, or choose another with " + variable + "="
                            + (port + 10) + " platform/demo/run",
                    e);
        }
    }

    /** A port that nobody listens on just now, for what no person needs to find. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailed("This machine has no free port on its loopback address: " + e.getMessage(), e);
        }
    }
}
