package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tickets cannot be guessed, not from one another either. */
class WaveKeyTest {
    private static final String WAVE = "a".repeat(32);
    private static final int PEOPLE = 10_000;
    private static final int GUESSES = 1_000_000;

    private static Set<String> ballots(WaveKey key) {
        var ballots = new HashSet<String>();
        for (int i = 0; i < PEOPLE; i++) {
            ballots.add(WaveKey.ballotId(WAVE, key.ticket("p" + i)));
        }
        return ballots;
    }

    @Test
    void ofAMillionGuessedTicketsNoneOpensOneOfTenThousandBallots() {
        Set<String> ballots = ballots(WaveKey.fresh());
        assertEquals(PEOPLE, ballots.size());
        var random = new Random(20_261_127);
        byte[] guess = new byte[32];
        for (int i = 0; i < GUESSES; i++) {
            random.nextBytes(guess);
            String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(guess);
            assertTrue(WaveKey.isTicket(ticket));
            assertFalse(ballots.contains(WaveKey.ballotId(WAVE, ticket)));
        }
    }

    @Test
    void whatIsLikeATicketOrOfAnotherKeyOrOfAnotherWaveOpensNothing() {
        WaveKey key = WaveKey.fresh();
        Set<String> ballots = ballots(key);
        String ticket = key.ticket("p0");
        assertTrue(ballots.contains(WaveKey.ballotId(WAVE, ticket)));
        for (int at = 0; at < ticket.length(); at++) {
            for (char other : new char[] {'A', 'B', '-'}) {
                String near = ticket.substring(0, at) + other + ticket.substring(at + 1);
                assertEquals(near.equals(ticket), ballots.contains(WaveKey.ballotId(WAVE, near)), near);
            }
        }
        for (int bit = 0; bit < 256; bit++) {
            byte[] bytes = key.bytes();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(ballots.contains(WaveKey.ballotId(WAVE, new WaveKey(bytes).ticket("p0"))));
        }
        assertFalse(ballots.contains(WaveKey.ballotId("b".repeat(32), ticket)));
        assertFalse(ballots.contains(WaveKey.ballotId(WAVE, key.separated(WaveKey.ballotId(WAVE, ticket)))));
    }
}
