package org.takeup.delivery;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An SMTP server whose answers a test decides: an answer for each command, or {@link #DROP} to close the connection.
 * Keeps the texts of all mails whose final dot it has read, whether it then said yes or not.
 */
final class ScriptedSmtp implements AutoCloseable {
    /** Instead of an answer: the connection is closed without a word. */
    static final String DROP = "drop";
    /** The command's name for the end of the text. */
    static final String DOT = ".";
    /** The command's name for the greeting. */
    static final String CONNECT = "connect";

    private final ServerSocket socket;
    private final UnaryOperator<String> answers;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    /** @param answers by command line; an empty answer stands for the usual yes */
    ScriptedSmtp(UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("smtp://127.0.0.1:" + socket.getLocalPort());
    }

    /** The texts that came up to their final dot. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** What arrived: how many copies of each Message-ID, by its whole line. */
    Map<String, Long> copies() {
        return texts.stream()
                .collect(Collectors.groupingBy(
                        text -> text.lines()
                                .filter(line -> line.startsWith("Message-ID:"))
                                .findFirst()
                                .orElseThrow(),
                        Collectors.counting()));
    }

    /** All RCPT lines. */
    List<String> recipients() {
        return List.copyOf(recipients);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            var out = client.getOutputStream();
            boolean open = answer(out, CONNECT, "220 scripted");
            while (open) {
                String command = in.readLine();
                open = command != null && converse(in, out, command);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private boolean converse(BufferedReader in, OutputStream out, String command) throws IOException {
        if (command.startsWith("RCPT")) {
            recipients.add(command);
        }
        if (command.equals("QUIT")) {
            answer(out, command, "221 bye");
            return false;
        }
        if (!command.equals("DATA")) {
            return answer(out, command, "250 yes");
        }
        if (!answer(out, command, "354 go on")) {
            return false;
        }
        texts.add(text(in));
        return answer(out, DOT, "250 taken");
    }

    private static String text(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (String line = in.readLine(); !DOT.equals(line); line = in.readLine()) {
            if (line == null) {
                throw new EOFException("the client went away within a text");
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private boolean answer(OutputStream out, String command, String usual) throws IOException {
        String scripted = answers.apply(command);
        if (scripted.equals(DROP)) {
            return false;
        }
        out.write(((scripted.isEmpty() ? usual : scripted) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
