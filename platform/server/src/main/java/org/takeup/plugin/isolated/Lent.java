package org.takeup.plugin.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.isolated.wire.HttpWire;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.SinkEvent;

/**
 * The platform's own things that one call may use: an archive, a sink, a way out. Does what the child asks of them, and keeps what
 * they threw, so that it leaves the call as the very same object. For the call's thread alone; close it after the call.
 */
final class Lent implements AutoCloseable {
    private static final int MOST_OPEN = 16;
    private static final int MOST_PIECE = 1024 * 1024;

    private final Optional<Archive> archive;
    private final Optional<RecordSink> sink;
    private final PluginHttp http;
    private final Map<Integer, InputStream> open = new HashMap<>();
    private int handles;
    private byte[] piece = new byte[0];
    private @Nullable Throwable threw;

    Lent(Optional<Archive> archive, Optional<RecordSink> sink, PluginHttp http) {
        this.archive = archive;
        this.sink = sink;
        this.http = http;
    }

    /** For a call that needs nothing. */
    static Lent nothing() {
        return new Lent(Optional.empty(), Optional.empty(), PluginHttp.none());
    }

    /** What the platform's own code threw when it was called back. */
    @Nullable
    Throwable threw() {
        return threw;
    }

    /** What our own code threw when it was called back comes out as it is, whatever the plugin made of it. */
    void rethrow() throws InterruptedException {
        switch (threw) {
            case null -> {}
            case InterruptedException ours -> throw ours;
            case RuntimeException ours -> throw ours;
            case Error ours -> throw ours;
            case Throwable ours -> throw new IllegalStateException(ours);
        }
    }

    /** Does what is asked and writes the answer. @throws ProtocolError if the call may not ask this */
    void serve(Message asked, In in, Out out) {
        out.begin().u8(Message.ANSWER.ordinal());
        try {
            if (threw == null) {
                answer(asked, in, out);
            } else {
                over(out);
            }
        } catch (ProtocolError e) {
            throw e;
        } catch (NoSuchFileException e) {
            fault(out, 0, String.valueOf(e.getFile()));
        } catch (HttpRefused e) {
            HttpWire.write(out.begin().u8(Message.FAULT.ordinal()).u8(3), e);
        } catch (HttpFailed e) {
            fault(out, 4, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fault(out, 1, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            // Ours: kept, and thrown on when the child has ended its part.
            threw = e;
            over(out);
        }
    }

    private void answer(Message asked, In in, Out out) throws IOException, InterruptedException {
        switch (asked) {
            case SINK -> events(in);
            case NAMES -> {
                Set<String> names = archive().names();
                out.number(names.size());
                names.forEach(out::text);
            }
            case SIZE -> out.number(archive().size(in.text()));
            case OPEN -> out.number(open(in.text()));
            case READ -> read(in, out);
            case CLOSE -> stream(in.integer(), true).close();
            case HTTP -> HttpWire.write(out, http.send(HttpWire.readCall(in)));
            default -> throw new ProtocolError("A call asks for what it cannot ask for");
        }
        in.end();
    }

    private void events(In in) throws InterruptedException {
        RecordSink taking = sink.orElseThrow(() -> new ProtocolError("The call was lent no sink"));
        for (int left = in.count(); left > 0; left--) {
            SinkEvent.replay(in, taking);
        }
    }

    private int open(String name) throws IOException {
        Archive from = archive();
        if (open.size() >= MOST_OPEN) {
            throw new IOException("More than " + MOST_OPEN + " files are open at once");
        }
        open.put(++handles, from.open(name));
        return handles;
    }

    private void read(In in, Out out) throws IOException {
        InputStream from = stream(in.integer(), false);
        int wanted = in.integer();
        if (wanted <= 0 || wanted > MOST_PIECE) {
            throw new ProtocolError("A piece is too long");
        }
        if (piece.length < wanted) {
            piece = new byte[wanted];
        }
        int got = from.readNBytes(piece, 0, wanted);
        out.flag(got < wanted).raw(piece, 0, got);
    }

    private InputStream stream(int handle, boolean last) {
        InputStream stream = last ? open.remove(handle) : open.get(handle);
        if (stream == null) {
            throw new ProtocolError("A file is not open");
        }
        return stream;
    }

    private Archive archive() {
        return archive.orElseThrow(() -> new ProtocolError("The call was lent no archive"));
    }

    private static void fault(Out out, int kind, String message) {
        out.begin().u8(Message.FAULT.ordinal()).u8(kind).text(message);
    }

    private static void over(Out out) {
        out.begin().u8(Message.FAULT.ordinal()).u8(2);
    }

    @Override
    public void close() {
        for (InputStream stream : open.values()) {
            try {
                stream.close();
            } catch (IOException e) {
                // It was read from only.
            }
        }
        open.clear();
    }
}
