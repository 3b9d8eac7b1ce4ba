package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;

/** The attacks of {@link InsiderIT} find everybody where there is something to find. */
class InsiderTest {
    @Test
    void theSameAttacksFindEverybodyWhereBallotsAreKeptCarelessly() {
        var known = new ArrayList<Insider.Known>();
        var roll = new ArrayList<Document>();
        var ballots = new ArrayList<Document>();
        Instant begin = Instant.parse("2026-11-26T09:00:00Z");
        String wave = "wave";
        for (int i = 0; i < AnsweredSurvey.PEOPLE; i++) {
            String person = "person" + i;
            String ticket = "ticket" + i;
            Instant at = begin.plusSeconds(37L * i);
            known.add(new Insider.Known(person, Optional.of(ticket), at, 10 + 3 * i));
            roll.add(new Document("_id", "roll/" + person).append("row", "row" + i));
            // Written when they come, with a time, unpadded, and beside what the roll has.
            ballots.add(new Document("_id", "t/" + WaveKey.ballotId(wave, ticket))
                    .append("row", "row" + i)
                    .append("at", Date.from(at.plusMillis(300)))
                    .append("sealed", new Binary(new byte[100 + 3 * i]))
                    .append("owner", i));
        }
        var insider = new Insider(known);
        Function<Document, String> truth = ballot -> "person" + ballot.getInteger("owner");
        var everything = new ArrayList<>(roll);
        everything.addAll(ballots);
        assertEquals(AnsweredSurvey.PEOPLE, insider.byValues(wave, ballots, everything, truth));
        assertEquals(AnsweredSurvey.PEOPLE, insider.byPlace(ballots, truth));
        assertEquals(1.0, insider.byOrder(ballots, truth));
        assertEquals(AnsweredSurvey.PEOPLE, insider.byTime(ballots, truth));
        assertEquals(AnsweredSurvey.PEOPLE, insider.byLength(ballots, truth));
        // Each leak alone is found as well.
        Collections.shuffle(ballots, new Random(3));
        ballots.forEach(ballot -> ballot.remove("_id"));
        assertTrue(insider.byPlace(ballots, truth) <= Chance.RIGHT
                && insider.byOrder(ballots, truth) < Chance.correlation(AnsweredSurvey.PEOPLE));
        assertEquals(AnsweredSurvey.PEOPLE, insider.byValues(wave, ballots, everything, truth));
        ballots.forEach(ballot -> ballot.remove("row"));
        assertEquals(0, insider.byValues(wave, ballots, roll, truth));
        assertEquals(AnsweredSurvey.PEOPLE, insider.byTime(ballots, truth));
        ballots.forEach(ballot -> ballot.remove("at"));
        assertEquals(0, insider.byTime(ballots, truth));
        assertEquals(AnsweredSurvey.PEOPLE, insider.byLength(ballots, truth));
    }
}
