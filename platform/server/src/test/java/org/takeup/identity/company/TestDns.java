package org.takeup.identity.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A DNS server on the loopback address with TXT records only (RFC 1035, 4.1): a name that it does not know does not exist.
 * Ends with the test JVM.
 */
public final class TestDns {
    private static final int HEADER = 12;
    private static final int NO_SUCH_NAME = 3;
    private static final int TXT = 16;

    private final DatagramSocket socket;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();

    private TestDns(DatagramSocket socket) {
        this.socket = socket;
    }

    /** On a free port. */
    public static TestDns start() {
        try {
            var dns = new TestDns(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            Thread.ofVirtual().name("test-dns").start(dns::serve);
            return dns;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code TAKEUP_DNS_SERVER} has it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Publishes texts at a name; none takes the name away. */
    public void put(String name, String... values) {
        if (values.length == 0) {
            texts.remove(name);
        } else {
            texts.put(name, List.of(values));
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            var question = new DatagramPacket(new byte[512], 512);
            try {
                socket.receive(question);
                byte[] asked = Arrays.copyOf(question.getData(), question.getLength());
                byte[] answer = answer(asked);
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private byte[] answer(byte[] asked) {
        var name = new StringBuilder();
        int at = HEADER;
        while (asked[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(asked, at + 1, asked[at], StandardCharsets.US_ASCII));
            at += asked[at] + 1;
        }
        int end = at + 5;
        int type = ByteBuffer.wrap(asked, at + 1, 2).getShort();
        List<String> found = type == TXT ? texts.getOrDefault(name.toString(), List.of()) : List.of();
        var answer = ByteBuffer.allocate(4_096);
        answer.put(asked, 0, 2);
        answer.putShort((short) (0x8180 | (texts.containsKey(name.toString()) ? 0 : NO_SUCH_NAME)));
        answer.putShort((short) 1)
                .putShort((short) found.size())
                .putShort((short) 0)
                .putShort((short) 0);
        answer.put(asked, HEADER, end - HEADER);
        for (String text : found) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            answer.putShort((short) 0xc00c)
                    .putShort((short) TXT)
                    .putShort((short) 1)
                    .putInt(0);
            answer.putShort((short) (bytes.length + 1)).put((byte) bytes.length).put(bytes);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }
}
