package org.takeup.plugin;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.takeup.plugin.PluginFailed.Reason;
import org.takeup.plugin.isolated.CallFailed;
import org.takeup.plugin.isolated.Lines;
import org.takeup.plugin.isolated.Quarantined;
import org.takeup.plugin.isolated.TooMuch;
import org.takeup.plugin.isolated.wire.NoValue;
import org.takeup.plugin.isolated.wire.ProtocolError;

/**
 * How a call ended. Made on the plugin's thread, under its time limit, because asking what a plugin threw for its text or
 * its trace can run the plugin's code; what leaves that thread are values and exceptions of ours.
 */
sealed interface Ended<R> {
    /** It answered. */
    record Gave<R>(R value) implements Ended<R> {}

    /** Our own code threw when it was called back. */
    record OursThrew<R>(RuntimeException thrown) implements Ended<R> {}

    /** It was not asked, and that says nothing about this call. */
    record Refused<R>(Reason reason) implements Ended<R> {}

    /** It is at fault. @param how one line for the log, without what the plugin said */
    record Broke<R>(String how) implements Ended<R> {}

    /** Makes the call. Throws nothing, whatever the plugin throws, errors too. */
    static <R> Ended<R> of(Callable<R> call, ClassLoader plugin) {
        try {
            return new Gave<>(Values.copy(call.call(), plugin));
        } catch (Throwable e) {
            return thrown(e);
        }
    }

    private static <R> Ended<R> thrown(Throwable e) {
        return switch (e) {
            case Quarantined ignored -> new Refused<>(Reason.QUARANTINED);
            case TooMuch ignored -> new Refused<>(Reason.TOO_MUCH);
            case Values.NoValue ours -> new Broke<>(told(ours));
            case NoValue ours -> new Broke<>(told(ours));
            case ProtocolError ours -> new Broke<>(told(ours));
            case CallFailed ours -> new Broke<>(told(ours) + Where.of(ours));
            case RuntimeException ours when isOurs(ours) -> new OursThrew<>(ours);
            default -> new Broke<>(Lines.shown(e.getClass().getName(), Where.LONGEST) + Where.of(e));
        };
    }

    private static String told(RuntimeException ours) {
        return Lines.shown(String.valueOf(ours.getMessage()), Where.LONGEST);
    }

    /** A class of ours that no plugin can see cannot have been thrown by one. */
    private static boolean isOurs(Throwable thrown) {
        Class<?> type = thrown.getClass();
        return Ended.class.getClassLoader().equals(type.getClassLoader()) && !HostClasses.shows(type.getName());
    }

    /** Says where, not what: a message of the plugin could hold what people answered. */
    final class Where {
        private static final int LONGEST = 200;
        private static final int FRAMES = 6;

        private Where() {}

        private static String of(Throwable thrown) {
            try {
                String frames = Arrays.stream(thrown.getStackTrace())
                        .limit(FRAMES)
                        .map(frame -> Lines.shown(frame.toString(), LONGEST))
                        .collect(Collectors.joining(" < "));
                return frames.isEmpty() ? "" : " at " + frames;
            } catch (Throwable e) {
                // An exception of the plugin may refuse to say where it is from.
                return " at a place that it does not tell";
            }
        }
    }
}
