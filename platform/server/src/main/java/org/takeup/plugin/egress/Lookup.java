package org.takeup.plugin.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.packaging.settings.Destination;

/** Finds the addresses of a host, once, and lets out none that is not checked. */
final class Lookup {
    private static final int MOST_TRIED = 4;

    private final Resolver resolver;
    private final PrivateHosts privateHosts;

    Lookup(Resolver resolver, PrivateHosts privateHosts) {
        this.resolver = resolver;
        this.privateHosts = privateHosts;
    }

    /**
     * The addresses to try, in order. One bad address spoils them all: a name that leads inside and outside is a trick.
     *
     * @throws HttpRefused if one of them is not public and the operator did not allow this host
     */
    List<InetAddress> checked(Destination to, long deadline)
            throws HttpRefused, HttpFailed, TimeoutException, InterruptedException {
        List<InetAddress> addresses =
                to.literal().isPresent() ? List.of(to.literal().get()) : resolved(to.host(), deadline);
        for (InetAddress address : addresses) {
            check(to, address);
        }
        return addresses.stream().limit(MOST_TRIED).toList();
    }

    /** Checks the host if it is an address itself; a name is not looked up. */
    void checkLiteral(Destination to) throws HttpRefused {
        if (to.literal().isPresent()) {
            check(to, to.literal().get());
        }
    }

    private void check(Destination to, InetAddress address) throws HttpRefused {
        Place place = Place.of(address);
        if (place == Place.NEVER || place == Place.INSIDE && !privateHosts.hold(to)) {
            // Which address it is says something about the operator's network; the plugin need not know.
            throw new HttpRefused(
                    HttpRefused.Reason.PRIVATE_ADDRESS,
                    to.authority() + " leads to an address that is not on the public internet. "
                            + "If it is meant, ask the operator of this platform to allow this host.");
        }
    }

    /** On a thread of its own: the machine's look-up cannot be interrupted. */
    private List<InetAddress> resolved(String host, long deadline)
            throws HttpFailed, TimeoutException, InterruptedException {
        var task = new FutureTask<>(() -> resolver.addresses(host));
        Thread.ofVirtual()
                .name("plugin-lookup")
                .inheritInheritableThreadLocals(false)
                .start(task);
        try {
            List<InetAddress> found = task.get(Outlet.left(deadline), TimeUnit.NANOSECONDS);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownHostException)) {
                throw new IllegalStateException("Looking up a host failed", e.getCause());
            }
        }
        throw new HttpFailed("There is no host " + host + ".");
    }

    /** Whether a connection did not come about because of the other side's certificate. */
    static boolean isUntrusted(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof SSLException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
