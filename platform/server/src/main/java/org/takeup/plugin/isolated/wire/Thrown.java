package org.takeup.plugin.isolated.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.lms.UnreadableSource;

/** How a call ended without a result, as the child tells it. */
public sealed interface Thrown {
    /** The plugin says that its source cannot be read: an answer. */
    record Unreadable(LocalizedText text) implements Thrown {}

    /** The plugin stopped because it was interrupted. */
    record Interrupted() implements Thrown {}

    /** What the host threw when it was called back went through the plugin. */
    record Ours() implements Thrown {}

    /** The plugin threw something else. What it said stays in the child: it could hold what people answered. */
    record Other(String type, List<String> frames) implements Thrown {}

    /** The result cannot be sent, or the call was refused. */
    record Refused(String why) implements Thrown {}

    int MOST_FRAMES = 6;

    int LONGEST_FRAME = 500;

    static void write(Out out, Throwable thrown, Throwable ours) {
        switch (thrown) {
            case UnreadableSource source -> Shapes.of(LocalizedText.class).write(out.u8(0), source.text());
            case InterruptedException ignored -> out.u8(1);
            case Throwable same when same == ours -> out.u8(2);
            case NoValue refused -> out.u8(4).text(String.valueOf(refused.getMessage()));
            case ProtocolError refused -> out.u8(4).text(String.valueOf(refused.getMessage()));
            default -> {
                List<String> frames = frames(thrown);
                out.u8(3).text(thrown.getClass().getName()).number(frames.size());
                frames.forEach(out::text);
            }
        }
    }

    /** An exception of the plugin's own may refuse to say where it is from, or say it at great length. */
    private static List<String> frames(Throwable thrown) {
        try {
            return Arrays.stream(thrown.getStackTrace())
                    .limit(MOST_FRAMES)
                    .map(StackTraceElement::toString)
                    .map(frame -> frame.substring(0, Math.min(frame.length(), LONGEST_FRAME)))
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            return List.of();
        }
    }

    static Thrown read(In in) {
        Thrown read = switch (in.u8()) {
            case 0 ->
                new Unreadable(Objects.requireNonNullElseGet(
                        (LocalizedText) Shapes.of(LocalizedText.class).read(in), () -> {
                            throw new ProtocolError("An unreadable source has no text");
                        }));
            case 1 -> new Interrupted();
            case 2 -> new Ours();
            case 3 -> other(in);
            case 4 -> new Refused(in.text());
            default -> throw new ProtocolError("There is no such end of a call");
        };
        in.end();
        return read;
    }

    private static Thrown other(In in) {
        String type = in.text();
        int count = in.count();
        if (count > MOST_FRAMES) {
            throw new ProtocolError("A stack trace is too long");
        }
        var frames = new String[count];
        for (int i = 0; i < count; i++) {
            frames[i] = in.text();
        }
        return new Other(type, List.of(frames));
    }
}
