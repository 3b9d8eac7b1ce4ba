package org.takeup.plugin.isolated.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;

/** The archive that the host has opened. Its bytes come in large pieces. For the call's thread alone. */
final class RemoteArchive implements Archive {
    private static final int PIECE = 256 * 1024;

    private final HostSide host;

    RemoteArchive(HostSide host) {
        this.host = host;
    }

    @Override
    public Set<String> names() {
        try {
            In in = host.ask(Message.NAMES, out -> {});
            Set<String> names = new TreeSet<>();
            for (int left = in.count(); left > 0; left--) {
                names.add(in.text());
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long size(String name) {
        try {
            return host.ask(Message.SIZE, out -> out.text(name)).number();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        return new Stream(host.ask(Message.OPEN, out -> out.text(name)).integer());
    }

    private final class Stream extends InputStream {
        private final int handle;
        private final byte[] piece = new byte[PIECE];
        private int at;
        private int end;
        private boolean over;
        private boolean closed;

        Stream(int handle) {
            this.handle = handle;
        }

        @Override
        public int read() throws IOException {
            return fill() ? piece[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, to.length);
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int take = Math.min(length, end - at);
            System.arraycopy(piece, at, to, offset, take);
            at += take;
            return take;
        }

        @Override
        public int available() {
            return end - at;
        }

        private boolean fill() throws IOException {
            if (closed) {
                throw new IOException("The stream is closed");
            }
            if (at == end && !over) {
                In in = host.ask(Message.READ, out -> out.number(handle).number(PIECE));
                over = in.flag();
                at = 0;
                end = in.rest(piece, 0);
            }
            return at < end;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                host.ask(Message.CLOSE, out -> out.number(handle));
            }
        }
    }
}
