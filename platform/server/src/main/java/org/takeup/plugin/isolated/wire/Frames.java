package org.takeup.plugin.isolated.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Length-prefixed frames on a socket: four bytes, then as many as they say. One thread sends and one receives at a time.
 * The channel is interruptible: an interrupt of a thread in here closes it.
 */
public final class Frames implements Closeable {
    /** Bytes of the longest frame, without its header. */
    public static final int MOST = 8 * 1024 * 1024;

    static final int HEADER = 4;
    private static final int CHUNK = 64 * 1024;
    private static final int KEPT = 256 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer sending = ByteBuffer.allocateDirect(CHUNK);
    private final ByteBuffer receiving = ByteBuffer.allocateDirect(CHUNK).flip();
    private byte[] payload = new byte[1024];
    private long received;

    public Frames(SocketChannel channel) {
        this.channel = channel;
    }

    /** Sends what was written, as one frame. Blocks while the peer does not read. */
    public void send(Out out) throws IOException {
        byte[] bytes = out.framed();
        int size = HEADER + out.length();
        for (int from = 0; from < size; ) {
            int length = Math.min(CHUNK, size - from);
            sending.clear().put(bytes, from, length).flip();
            while (sending.hasRemaining()) {
                channel.write(sending);
            }
            from += length;
        }
    }

    /**
     * The next frame; valid until the next call. Blocks until it is there.
     *
     * @throws EOFException if the peer has ended
     * @throws ProtocolError if it is longer than {@link #MOST}; nothing was set aside for it then
     */
    public In receive() throws IOException {
        fill(HEADER);
        int length = receiving.getInt();
        if (length < 0 || length > MOST) {
            throw new ProtocolError("A frame is longer than " + MOST + " bytes");
        }
        if (payload.length > KEPT || payload.length < length) {
            payload = new byte[Math.max(length, 1024)];
        }
        for (int at = 0; at < length; ) {
            fill(1);
            int take = Math.min(receiving.remaining(), length - at);
            receiving.get(payload, at, take);
            at += take;
        }
        received += HEADER + length;
        return new In(payload, 0, length);
    }

    /** Bytes received so far. */
    public long received() {
        return received;
    }

    private void fill(int least) throws IOException {
        if (receiving.remaining() >= least) {
            return;
        }
        receiving.compact();
        try {
            while (receiving.position() < least) {
                if (channel.read(receiving) < 0) {
                    throw new EOFException("The peer has ended");
                }
            }
        } finally {
            receiving.flip();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
