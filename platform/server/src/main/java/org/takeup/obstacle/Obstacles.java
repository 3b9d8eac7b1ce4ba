package org.takeup.obstacle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Changed;
import org.takeup.http.DailyLimit;
import org.takeup.http.Problem;
import org.takeup.measure.Library;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** The stumbling blocks of a workspace, and which barrier each belongs to. Thread-safe; calls block on the store. */
public final class Obstacles {
    public static final List<CollectionSpec> COLLECTIONS = List.of(ObstacleStore.OBSTACLES);

    static final int SHORTEST = 5;
    static final int LONGEST = 1_000;
    /** What one person can tell. */
    static final DailyLimit A_DAY = new DailyLimit(
            20,
            "too-many-obstacles",
            "You have told of {most} stumbling blocks within a day.",
            "Tell the next one tomorrow. What you have told is read.");

    static final int PAGE = 20;

    private final Library library;

    /** @param library whose catalogue of barriers is used */
    public Obstacles(Library library) {
        this.library = library;
    }

    /** The catalogue that obstacles are tagged with. */
    List<Library.Barrier> barriers() {
        return library.barriers();
    }

    /** What is wrong with a text, as a key of the words: {@code short}, {@code long}, or nothing. */
    static Optional<String> fault(String clean) {
        int length = clean.codePointCount(0, clean.length());
        if (length < SHORTEST || clean.codePoints().noneMatch(Character::isLetter)) {
            return Optional.of("short");
        }
        return length > LONGEST ? Optional.of("long") : Optional.empty();
    }

    /** Composed, with plain line ends, without blanks around it and without characters that nobody sees. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC)
                .codePoints()
                .filter(point -> point == '\n' || !isHidden(point))
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    /** The joiners of no width are letters of some languages. */
    private static boolean isHidden(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || type == Character.SURROGATE
                || type == Character.FORMAT && point != 0x200c && point != 0x200d;
    }

    /**
     * Stores what gets in somebody's way; it waits in the queue then. The same of the same person again changes nothing.
     *
     * @param once tells a second sending of the same form from a second stumbling block
     * @throws Problem 422 if it is too short or too long
     * @throws DailyLimit.Reached if the person has told very much today
     */
    Obstacle tell(Workspace workspace, Caller caller, String text, String once) {
        String clean = clean(text);
        if (fault(clean).isPresent()) {
            throw Problem.invalid(
                    "text", "Please say it in " + SHORTEST + " to " + LONGEST + " characters, with words in it.");
        }
        var store = new ObstacleStore(workspace);
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String id = id(caller.personId(), once, clean);
        return store.find(id).orElseGet(() -> {
            A_DAY.refuseBeyond(now, since -> store.toldBy(caller.personId(), order(since, "")));
            var told = new Obstacle(id, order(now, id), clean, now, caller.personId(), "", 1);
            var _ = store.insert(told);
            return told;
        });
    }

    private static String order(Instant at, String id) {
        return String.format(Locale.ROOT, "%015d%s", at.toEpochMilli(), id);
    }

    private static String id(String person, String once, String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", person, once, text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** How many wait to be tagged. */
    public long waiting(Workspace workspace) {
        return new ObstacleStore(workspace).count("");
    }

    /** How many each barrier has, and {@link Obstacle#NONE}; those that wait under the empty id. */
    Map<String, Long> counts(Workspace workspace) {
        return new ObstacleStore(workspace).counts();
    }

    /** A page, the earliest first. @param next what {@code after} is for the next page */
    record Page(List<Obstacle> obstacles, Optional<String> next) {
        Page {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * Those of a barrier, or those that wait.
     *
     * @param barrier empty for those that wait
     * @param after {@link Obstacle#order} of the last one of the page before, or empty
     * @throws Problem 422 if there is no such barrier
     */
    Page of(Workspace workspace, String barrier, String after) {
        known(barrier);
        List<Obstacle> found = new ObstacleStore(workspace).of(barrier, after, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Obstacle> shown = more ? found.subList(0, PAGE) : found;
        return new Page(shown, more ? Optional.of(shown.getLast().order()) : Optional.empty());
    }

    /**
     * Says which barrier a stumbling block belongs to.
     *
     * @param seen the version that the change is made to
     * @param barrier id in the catalogue, {@link Obstacle#NONE}, or empty to put it back into the queue
     * @throws Problem 404 without such a stumbling block, 422 without such a barrier
     * @throws Changed if somebody else has tagged it meanwhile
     */
    Obstacle tag(Workspace workspace, String id, long seen, String barrier) {
        known(barrier);
        var store = new ObstacleStore(workspace);
        if (store.find(id).isEmpty()) {
            throw Problem.notFound();
        }
        return store.tag(id, seen, barrier).orElseThrow(() -> new Changed("stumbling block"));
    }

    private void known(String barrier) {
        boolean known = barrier.isEmpty()
                || barrier.equals(Obstacle.NONE)
                || barriers().stream().anyMatch(each -> each.id().equals(barrier));
        if (!known) {
            throw Problem.invalid("barrier", "Choose a barrier of the catalogue, or none.");
        }
    }
}
