package org.takeup.plugin.isolated;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.Head;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.Thrown;
import org.takeup.plugin.isolated.wire.Tokens;

/** One call on one connection: says it, does what the child asks for meanwhile, and takes the end. */
final class HostCall {
    private final Head head;
    private final Tokens.Terms terms;
    private final Limits limits;
    private final Out out = new Out();
    private boolean begun;
    private boolean sent;
    private boolean answered;

    HostCall(Head head, Tokens.Terms terms, Limits limits) {
        this.head = head;
        this.terms = terms;
        this.limits = limits;
    }

    /** Whether something of it is on the connection. */
    boolean isBegun() {
        return begun;
    }

    /** Whether all of it is, so that the child may have begun it. */
    boolean isSent() {
        return sent;
    }

    /** Whether the child has said how it ended, so that the connection can take another call. */
    boolean isAnswered() {
        return answered;
    }

    /**
     * Makes the call and waits. An interrupt closes the connection and ends the waiting at once.
     *
     * @throws org.takeup.plugin.isolated.wire.NoValue if the arguments cannot be sent; nothing was sent then
     * @throws ProtocolError if the child breaks the agreement
     * @throws CallFailed what else was the plugin's fault
     */
    @Nullable
    Object run(Frames frames, Lent lent, List<? extends @Nullable Object> arguments)
            throws IOException, InterruptedException, UnreadableSource {
        head.write(out.begin(), Message.CALL);
        out.text(terms.tenant()).text(terms.plugin()).number(terms.expires());
        head.operation().writeArguments(out, arguments);
        begun = true;
        frames.send(out);
        sent = true;
        long bytesBefore = frames.received();
        long since = System.nanoTime();
        for (long messages = 1; ; messages++) {
            In in = frames.receive();
            refuseFlood(messages, frames.received() - bytesBefore, since);
            Message message = Message.read(in);
            head.expect(in);
            switch (message) {
                case RESULT -> {
                    Object result = head.operation().readResult(in);
                    answered = true;
                    return result;
                }
                case THROWN -> {
                    Thrown thrown = Thrown.read(in);
                    answered = true;
                    throw raised(thrown);
                }
                default -> lent.serve(message, in, out);
            }
            if (lent.threw() instanceof InterruptedException) {
                return null;
            }
            frames.send(out);
        }
    }

    private void refuseFlood(long messages, long bytes, long since) {
        if (bytes > limits.mostBytes()) {
            throw new ProtocolError("A call sends more than " + limits.mostBytes() + " bytes");
        }
        long allowed = limits.mostMessages();
        if (messages > allowed && messages > allowed + allowed * (System.nanoTime() - since) / 1_000_000_000L) {
            throw new ProtocolError("A call sends more than " + allowed + " messages a second");
        }
    }

    private static CallFailed raised(Thrown thrown) throws UnreadableSource, InterruptedException {
        return switch (thrown) {
            case Thrown.Unreadable unreadable -> throw new UnreadableSource(unreadable.text());
            case Thrown.Interrupted ignored ->
                throw new InterruptedException("The plugin stopped because it was told to");
            case Thrown.Ours ignored -> new CallFailed("passed on what the platform threw");
            case Thrown.Other other -> CallFailed.threw(other);
            case Thrown.Refused refused -> new CallFailed(Lines.shown(refused.why(), 200));
        };
    }
}
