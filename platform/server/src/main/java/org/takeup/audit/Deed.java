package org.takeup.audit;

import java.util.List;
import org.takeup.http.Change;

/**
 * What was done, by whom, from where. Control characters are taken out of all texts, and long ones are cut.
 *
 * @param action a word of {@link Words}, such as {@code plugin.changed}
 * @param target what it was done to, or empty: parts of the address, such as {@code plugin=survey-maturity}
 * @param actor who did it
 * @param address of the client, as far as the platform sees it, or empty
 * @param request id of the request, as in the logs, or empty
 * @param changes what was before and after; never a secret, an answer or a person's name
 */
public record Deed(String action, String target, Actor actor, String address, String request, List<Change> changes) {
    private static final int LONGEST = 500;

    public Deed {
        action = clean(action);
        target = clean(target);
        address = clean(address);
        request = clean(request);
        changes = changes.stream().map(Deed::clean).toList();
    }

    private static Change clean(Change change) {
        String before = change.before();
        String after = change.after();
        return new Change(
                clean(change.field()), before == null ? null : clean(before), after == null ? null : clean(after));
    }

    private static String clean(String text) {
        var clean = new StringBuilder();
        text.codePoints()
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE)
                .limit(LONGEST)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
