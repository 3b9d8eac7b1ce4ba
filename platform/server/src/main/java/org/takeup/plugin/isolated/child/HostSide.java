package org.takeup.plugin.isolated.child;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.function.Consumer;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.Head;
import org.takeup.plugin.isolated.wire.HttpWire;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.ProtocolError;

/** The host, for as long as one call lasts: asks it something and waits. For the call's thread alone. */
final class HostSide {
    private final Frames frames;
    private final Head head;
    private final Out out = new Out();

    HostSide(Frames frames, Head head) {
        this.frames = frames;
        this.head = head;
    }

    /** What the host's own code threw when it was called back. The host has the real one; this only ends the plugin's work. */
    static final class HostThrew extends RuntimeException {
        private static final long serialVersionUID = 1;

        HostThrew() {
            super("The platform has ended this call", null, false, false);
        }
    }

    /** The host has given the call up. */
    static final class CallOver extends RuntimeException {
        private static final long serialVersionUID = 1;

        CallOver() {
            super("The platform has given this call up", null, false, false);
        }
    }

    /**
     * Asks and waits.
     *
     * @throws IOException what the host's archive or its HTTP threw
     * @throws HostThrew if the host's code threw something else
     * @throws CallOver if nobody is there any more
     */
    In ask(Message message, Consumer<Out> write) throws IOException {
        In in;
        try {
            head.write(out.begin(), message);
            write.accept(out);
            frames.send(out);
            in = frames.receive();
        } catch (IOException e) {
            throw new CallOver();
        }
        return switch (Message.read(in)) {
            case ANSWER -> in;
            case FAULT -> throw fault(in);
            default -> throw new ProtocolError("The host answers with something else");
        };
    }

    private static IOException fault(In in) {
        return switch (in.u8()) {
            case 0 -> new NoSuchFileException(in.text());
            case 1 -> new IOException(in.text());
            case 3 -> HttpWire.readRefused(in);
            case 4 -> HttpWire.readFailed(in);
            default -> throw new HostThrew();
        };
    }
}
