package org.takeup.plugin.isolated.wire;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** Lets a call in once, for its own plugin, until it expires. In the child; thread-safe. */
public final class CallGate {
    /** Calls may come in another order than they were numbered, but not by more than this. */
    static final int WINDOW = 4096;

    private final Tokens tokens;
    private final String plugin;
    private final LongSupplier millis;
    private final Set<Long> used = new HashSet<>();
    private long newest;

    /** @param millis the time since 1970 */
    public CallGate(Tokens tokens, String plugin, LongSupplier millis) {
        this.tokens = tokens;
        this.plugin = plugin;
        this.millis = millis;
    }

    /** @throws ProtocolError saying why the call may not be made */
    public void admit(Tokens.Terms terms, byte[] token) {
        if (!tokens.fits(terms, token)) {
            throw new ProtocolError("The token was made for another call");
        }
        if (!terms.plugin().equals(plugin)) {
            throw new ProtocolError("The token was made for another plugin");
        }
        if (millis.getAsLong() >= terms.expires()) {
            throw new ProtocolError("The token has expired");
        }
        use(terms.call());
    }

    private synchronized void use(long call) {
        if (call <= newest - WINDOW || !used.add(call)) {
            throw new ProtocolError("The token was used before");
        }
        if (call > newest) {
            newest = call;
            if (used.size() > 2 * WINDOW) {
                used.removeIf(each -> each <= newest - WINDOW);
            }
        }
    }
}
