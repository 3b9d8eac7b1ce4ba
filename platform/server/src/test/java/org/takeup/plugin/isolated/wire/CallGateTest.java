package org.takeup.plugin.isolated.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.isolated.wire.Tokens.Terms;

/** A token opens one call: this tenant's, this operation, before it expires, once. */
class CallGateTest {
    private final Tokens tokens = new Tokens(new byte[Tokens.LENGTH]);
    private final AtomicLong now = new AtomicLong(1_000);
    private final CallGate gate = new CallGate(tokens, "plugin", now::get);

    private static Terms terms(String tenant, Operation operation, long expires, long call) {
        return new Terms(tenant, "plugin", operation, expires, call);
    }

    private void refused(String why, Terms terms, byte[] token) {
        assertEquals(
                why,
                assertThrows(ProtocolError.class, () -> gate.admit(terms, token))
                        .getMessage());
    }

    @Test
    void aTokenIsForItsOwnTermsOnly() {
        byte[] token = tokens.sign(terms("tenant-a", Operation.LINT, 2_000, 1));
        String other = "The token was made for another call";
        refused(other, terms("tenant-b", Operation.LINT, 2_000, 1), token);
        refused(other, terms("tenant-a", Operation.READ, 2_000, 1), token);
        refused(other, terms("tenant-a", Operation.LINT, 9_000, 1), token);
        refused(other, terms("tenant-a", Operation.LINT, 2_000, 2), token);
        refused(other, new Terms("tenant-a", "plugix", Operation.LINT, 2_000, 1), token);
        refused(other, new Terms("tenant-ap", "lugin", Operation.LINT, 2_000, 1), token);
        byte[] foreign = new byte[Tokens.LENGTH];
        foreign[0] = 1;
        refused(
                other,
                terms("tenant-a", Operation.LINT, 2_000, 1),
                new Tokens(foreign).sign(terms("tenant-a", Operation.LINT, 2_000, 1)));
        gate.admit(terms("tenant-a", Operation.LINT, 2_000, 1), token);
    }

    @Test
    void aTokenIsGoodOnceAndNotAfterItExpired() {
        Terms first = terms("tenant-a", Operation.LINT, 2_000, 1);
        gate.admit(first, tokens.sign(first));
        refused("The token was used before", first, tokens.sign(first));
        Terms second = terms("tenant-a", Operation.LINT, 2_000, 2);
        now.set(2_000);
        refused("The token has expired", second, tokens.sign(second));
    }

    @Test
    void aTokenOfAnotherPluginIsRefusedEvenWithThisKey() {
        Terms terms = new Terms("tenant-a", "other", Operation.LINT, 2_000, 1);
        refused("The token was made for another plugin", terms, tokens.sign(terms));
    }

    @Test
    void callsMayOvertakeOneAnotherButNotComeBackAfterLong() {
        for (long call : new long[] {2, 1, 3 * CallGate.WINDOW, 2 * CallGate.WINDOW + 1}) {
            Terms terms = terms("tenant-a", Operation.LINT, 2_000, call);
            gate.admit(terms, tokens.sign(terms));
        }
        Terms old = terms("tenant-a", Operation.LINT, 2_000, 3);
        refused("The token was used before", old, tokens.sign(old));
        for (long call = 4 * CallGate.WINDOW; call < 8 * CallGate.WINDOW; call++) {
            Terms terms = terms("tenant-a", Operation.LINT, 2_000, call);
            gate.admit(terms, tokens.sign(terms));
            refused("The token was used before", terms, tokens.sign(terms));
        }
    }
}
