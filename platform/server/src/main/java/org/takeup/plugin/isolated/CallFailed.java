package org.takeup.plugin.isolated;

import java.util.List;
import org.takeup.plugin.isolated.wire.Thrown;

/**
 * A call of an isolated plugin gave no result, by a fault of the plugin. The message and the stack trace say where, in
 * one line each and without what the plugin said.
 */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 200;

    /** @param why in our own words */
    CallFailed(String why) {
        super(why, null, false, true);
        setStackTrace(new StackTraceElement[0]);
    }

    /** What the plugin threw in its process. */
    static CallFailed threw(Thrown.Other thrown) {
        var failed = new CallFailed("threw " + Lines.shown(thrown.type(), LONGEST));
        failed.setStackTrace(frames(thrown.frames()));
        return failed;
    }

    private static StackTraceElement[] frames(List<String> frames) {
        return frames.stream()
                .map(frame -> new StackTraceElement("isolated", Lines.shown(frame, LONGEST), null, -1))
                .toArray(StackTraceElement[]::new);
    }
}
