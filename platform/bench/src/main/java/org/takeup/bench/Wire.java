package org.takeup.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a server over which one thread sends requests that are written out already. A client of a library takes
 * three times as long for each and hears late of answers when it sends thousands a second: then it is the client that is
 * measured. For that thread alone.
 */
final class Wire implements AutoCloseable {
    private static final int LONGEST_ANSWER = 16 * 1024;

    /** How long it takes until all are connected and the server has nothing to do with it any more. */
    static final Duration SETTLED = Duration.ofSeconds(2);

    private final InetSocketAddress server;
    private final int most;
    private final Selector selector;
    private final Deque<Connection> free = new ArrayDeque<>();
    private final Deque<Exchange> waiting = new ArrayDeque<>();
    private int open;

    /**
     * Connects, as a proxy has long done in front of a server: what is measured is not how connections are made.
     *
     * @param port of the server, on loopback
     * @param most connections at a time; what is more waits for one
     */
    Wire(int port, int most) throws IOException {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.most = most;
        this.selector = Selector.open();
        for (int each = 0; each < most; each++) {
            open++;
            new Connection().connect(null);
        }
        long end = System.nanoTime() + SETTLED.toNanos();
        while (System.nanoTime() < end) {
            turn(SETTLED.toMillis());
        }
    }

    /** Hears what came of a request. */
    interface Heard {
        /**
         * @param status 0 if it was cut off
         * @param retryAfter in seconds, 0 if nothing was said
         * @param nanos from when it was to be sent until all of the answer was there
         */
        void heard(int status, int retryAfter, long nanos);
    }

    private record Exchange(ByteBuffer request, long begun, Heard heard) {}

    /** Sends it as soon as a connection is free. @param request head and body, as HTTP 1.1 writes them */
    void send(ByteBuffer request, Heard heard) {
        var exchange = new Exchange(request, System.nanoTime(), heard);
        Connection connection = free.pollFirst();
        if (connection != null) {
            connection.begin(exchange);
        } else if (open < most) {
            open++;
            new Connection().connect(exchange);
        } else {
            waiting.addLast(exchange);
        }
    }

    /** Hears what is there, and waits for it for that many milliseconds at most. */
    void turn(long millis) throws IOException {
        selector.select(key -> ((Connection) key.attachment()).goOn(), millis);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private final class Connection {
        private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
        private @Nullable SocketChannel channel;
        private @Nullable SelectionKey key;
        private @Nullable Exchange exchange;

        /** @param first what is sent then; nothing if it waits for something to send */
        void connect(@Nullable Exchange first) {
            exchange = first;
            try {
                SocketChannel opened = SocketChannel.open();
                channel = opened;
                opened.configureBlocking(false);
                opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
                key = opened.register(selector, SelectionKey.OP_CONNECT, this);
                if (opened.connect(server)) {
                    goOn();
                }
            } catch (IOException cutOff) {
                cut();
            }
        }

        void begin(Exchange next) {
            exchange = next;
            goOn();
        }

        /** Connects, writes and reads as far as it goes now. */
        void goOn() {
            SocketChannel open = channel;
            SelectionKey selected = key;
            if (open == null || selected == null) {
                return;
            }
            try {
                if (open.isConnectionPending() && !open.finishConnect()) {
                    return;
                }
                if (selected.interestOps() == SelectionKey.OP_CONNECT) {
                    selected.interestOps(SelectionKey.OP_READ);
                    if (exchange == null) {
                        again();
                        return;
                    }
                }
                Exchange current = exchange;
                if (current != null && current.request().hasRemaining()) {
                    open.write(current.request());
                    selected.interestOps(
                            current.request().hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                    return;
                }
                int read = open.read(answer);
                if (read < 0) {
                    cut();
                } else if (current != null && read > 0) {
                    hear(current);
                }
            } catch (IOException cutOff) {
                cut();
            }
        }

        private void hear(Exchange current) {
            int head = end(answer);
            if (head < 0) {
                return;
            }
            String said = new String(answer.array(), 0, head, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            int status = Integer.parseInt(said, 9, 12, 10);
            int length = status == 204 ? 0 : number(said, "content-length", -1);
            if (length < 0 || head + length > LONGEST_ANSWER) {
                throw new Bench.Failed("An answer is longer than can be measured, or does not say how long it is.");
            }
            if (answer.position() < head + length) {
                return;
            }
            answer.clear();
            exchange = null;
            int retryAfter = number(said, "retry-after", 0);
            if (said.contains("\r\nconnection: close\r\n")) {
                shut();
            } else {
                again();
            }
            current.heard().heard(status, retryAfter, System.nanoTime() - current.begun());
        }

        private void again() {
            Exchange next = waiting.pollFirst();
            if (next == null) {
                free.addFirst(this);
            } else {
                begin(next);
            }
        }

        private void cut() {
            Exchange lost = exchange;
            exchange = null;
            shut();
            if (lost != null) {
                lost.heard().heard(0, 0, System.nanoTime() - lost.begun());
            }
        }

        private void shut() {
            free.remove(this);
            open--;
            SocketChannel ended = channel;
            channel = null;
            if (ended != null) {
                try {
                    ended.close();
                } catch (IOException gone) {
                    throw new Bench.Failed("A connection could not be closed: " + gone.getMessage());
                }
            }
            Exchange next = waiting.pollFirst();
            if (next != null) {
                open++;
                new Connection().connect(next);
            }
        }
    }

    /** Where the body begins. @return -1 if the head is not whole yet */
    private static int end(ByteBuffer answer) {
        byte[] bytes = answer.array();
        for (int i = 3; i < answer.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int number(String head, String field, int otherwise) {
        int at = head.indexOf("\r\n" + field + ":");
        if (at < 0) {
            return otherwise;
        }
        int from = at + field.length() + 3;
        return Integer.parseInt(head.substring(from, head.indexOf("\r\n", from)).strip());
    }
}
