package org.takeup.survey;

import static com.mongodb.client.model.Filters.eq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The code book of a survey: what planners look for in what people wrote, by survey. Thread-safe; calls block. */
public final class Codes {
    static final CollectionSpec SPEC = CollectionSpec.named("survey_codes").index("wave");

    private static final int MOST = 50;
    private static final int LONGEST = 60;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    /** A code. @param name one line @param wave id of the survey that it belongs to */
    public record Code(String id, String name, String wave) {}

    /** All codes of a survey by name; at most {@value #MOST}. None for a survey that is not there. */
    public List<Code> of(Workspace workspace, String waveId) {
        return workspace
                .collection(SPEC)
                .find(eq("wave", waveId))
                .map(stored -> new Code(TenantCollection.id(stored), stored.getString("name"), waveId))
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparing(Code::name).thenComparing(Code::id))
                .toList();
    }

    /** @throws Problem 422 if the name does not fit, is taken, or there are too many */
    Code make(Workspace workspace, String waveId, String name) {
        String clean = name.strip();
        if (clean.isEmpty()
                || clean.codePointCount(0, clean.length()) > LONGEST
                || clean.chars().anyMatch(Codes::isForbidden)) {
            throw Problem.invalid(
                    "name", "Give a name of one line, at most " + LONGEST + " characters, without control characters.");
        }
        List<Code> all = of(workspace, waveId);
        if (all.stream().anyMatch(code -> code.name().equalsIgnoreCase(clean))) {
            throw Problem.invalid("name", "There is a code of this name.");
        }
        if (all.size() >= MOST) {
            throw Problem.invalid("name", "A survey has at most " + MOST + " codes. Remove one first.");
        }
        // A random id: it does not say which code was made when.
        var code = new Code(UUID.randomUUID().toString().replace("-", ""), clean, waveId);
        workspace.collection(SPEC).insert(code.id(), new Document("wave", waveId).append("name", clean));
        return code;
    }

    /** Control characters, line ends, and the marks that turn the direction of what follows. */
    private static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029
                || character >= 0x202a && character <= 0x202e
                || character >= 0x2066 && character <= 0x2069;
    }

    /** @throws Problem not found, also for a code of another survey */
    void remove(Workspace workspace, String waveId, String code) {
        if (!ID.matcher(code).matches() || !workspace.collection(SPEC).deleteIf(code, eq("wave", waveId))) {
            throw Problem.notFound();
        }
        new Coding(workspace, waveId).forget(code);
    }
}
