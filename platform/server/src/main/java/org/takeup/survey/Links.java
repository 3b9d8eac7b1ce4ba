package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.plugin.api.survey.Item;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Workspace;

/**
 * The open link of a wave, for people without mail: whoever has it begins a ballot that belongs to nobody. Those answers
 * count in the results, and apart from the people who were invited: they are on no roll and in no response rate. Nothing
 * keeps somebody from beginning twice, so a link has a largest number of ballots. Thread-safe.
 */
final class Links {
    /** The most ballots that one link can have. */
    static final int MOST = 1_000_000;

    private final Waves waves;

    Links(Waves waves) {
        this.waves = waves;
    }

    /**
     * Makes a link, in place of the one that there was.
     *
     * @param most how many ballots can be begun by links of this wave, those begun before included
     * @throws Problem 422 if the number does not fit; 409 for a named wave, in which nobody is without a name,
     *     and for one in which people of the directory are picked
     * @throws WaveClosed if the wave takes no answers any more; {@link WaveNotOpen} if it takes none yet
     */
    void renew(Workspace workspace, String waveId, int most) {
        if (most < 1 || most > MOST) {
            throw Problem.invalid("most", "Give a number of answers from 1 to " + MOST + ".");
        }
        Waves.Known known = waves.reread(workspace, waveId);
        if (known.wave().privacy().isNamed()) {
            throw new Problem(
                    409,
                    "answers-are-named",
                    "This survey keeps each answer with its person, and whoever comes by a link is nobody.",
                    "Invite people, or open an anonymous or confidential survey for those without mail.");
        }
        if (known.snapshot().questionnaire().items().anyMatch(Item.PersonPick.class::isInstance)) {
            throw new Problem(
                    409,
                    "answers-pick-people",
                    "This survey lets people search the directory, and whoever has a link could do so.",
                    "Invite people, or ask with an instrument in which nobody is picked.");
        }
        known.keyForAnswers(workspace);
        new CourseStore(workspace).putLink(waveId, RandomCode.base64Url(16), most);
    }

    /** Takes the link away; whoever has begun by it can finish. */
    void revoke(Workspace workspace, String waveId) {
        new CourseStore(workspace)
                .removeLink(waves.find(workspace, waveId).wave().id());
    }

    /**
     * The wave that a link leads to.
     *
     * @throws Problem not found if there is no such link, any more or at all
     * @throws WaveClosed if the wave takes no answers any more
     */
    Waves.Known open(Workspace workspace, String waveId, String code) {
        Waves.Known known = waves.find(workspace, waveId);
        if (!leads(workspace, waveId, code)) {
            throw Problem.notFound();
        }
        known.keyForAnswers(workspace);
        return known;
    }

    private static boolean leads(Workspace workspace, String waveId, String code) {
        Optional<String> right =
                new CourseStore(workspace).of(waveId).flatMap(Course::link).flatMap(Course.Link::code);
        return right.isPresent()
                && MessageDigest.isEqual(
                        right.get().getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Begins a ballot that belongs to nobody.
     *
     * @return its ticket, which is random and stored nowhere
     * @throws WaveFull if as many have begun as may
     */
    String begin(Workspace workspace, String waveId, String code) {
        Waves.Known known = open(workspace, waveId, code);
        if (!new CourseStore(workspace).takeLink(waveId, workspace.clock().instant())) {
            known.keyForAnswers(workspace);
            throw new WaveFull();
        }
        String ticket = RandomCode.base64Url(32);
        new BallotStore(workspace, waveId).layOutForNobody(WaveKey.ballotId(waveId, ticket));
        return ticket;
    }
}
