package org.takeup.focus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Changed;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/** The workspace's list of codes. Thread-safe; calls block. */
public final class Codes {
    static final int MOST = 200;
    private static final int LONGEST = 80;

    /** What a planner says about a code. */
    public record Entry(
            @Nullable String label,
            Code.@Nullable Joins joins,
            @Nullable String joined,
            @Nullable String joinedLabel) {

        private Code checked(String id, long version) {
            var wrong = new ArrayList<Problem.Field>();
            String clean = Plain.line(label, "label", LONGEST, true, wrong);
            Code.Joins kind = joins == null ? Code.Joins.NOTHING : joins;
            boolean alone = kind == Code.Joins.NOTHING;
            String to = alone ? "" : Plain.line(joined, "joined", LONGEST, true, wrong);
            String words = alone ? "" : Plain.line(joinedLabel, "joinedLabel", LONGEST, false, wrong);
            if (!to.isEmpty() && !to.matches("[A-Za-z0-9][A-Za-z0-9:._-]*")) {
                wrong.add(new Problem.Field("joined", "An id has letters, digits, and the signs : . _ and -."));
            }
            if (!wrong.isEmpty()) {
                throw Problem.invalid(wrong);
            }
            return new Code(id, clean, kind, to, words.isEmpty() ? to : words, version);
        }
    }

    List<Code> all(Workspace workspace) {
        return new CodeStore(workspace).byLabel();
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are enough */
    Code add(Workspace workspace, Entry entry) {
        var store = new CodeStore(workspace);
        Code code = entry.checked(FocusStore.freshId(), 1);
        if (store.count() >= MOST) {
            throw new Problem(
                    409, "focus-codes-full", "There are " + MOST + " codes.", "Remove those that nobody uses.");
        }
        store.insert(code);
        return code;
    }

    /** @throws Problem 404, 422, or 412 if somebody else has changed it since */
    Code change(Workspace workspace, String id, long seen, Entry entry) {
        var store = new CodeStore(workspace);
        require(store, id);
        Code code = entry.checked(id, seen + 1);
        if (!store.replace(code)) {
            throw new Changed("code");
        }
        return code;
    }

    /** Notes keep what they say and lose the code. @throws Problem as above */
    void remove(Workspace workspace, String id, long seen) {
        var store = new CodeStore(workspace);
        require(store, id);
        if (!store.delete(id, seen)) {
            throw new Changed("code");
        }
    }

    private static void require(CodeStore store, String id) {
        if (store.find(id).isEmpty()) {
            throw Problem.notFound();
        }
    }
}
