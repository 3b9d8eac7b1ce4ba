package org.takeup.plugin.isolated.child;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.Kind;
import org.takeup.plugin.isolated.wire.CallGate;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.Start;
import org.takeup.plugin.isolated.wire.Tokens;

/**
 * Holds one version of one plugin. Its main thread obeys the control connection; each further connection gets a thread.
 * Ends when the host does, or when the control connection ends.
 */
public final class ChildMain {
    /** Exit code after the plugin has used up what there is for all its calls. */
    static final int SPENT = 3;

    private static final int HOST_GONE = 4;
    private static final int PARENT_LOOK_MILLIS = 1000;

    private final Start start;
    private final Frames control;
    private final Out out = new Out();

    private ChildMain(Start start, Frames control) {
        this.start = start;
        this.control = control;
    }

    public static void main(String[] arguments) throws Exception {
        InputStream host = System.in;
        Start start = Start.read(host);
        endWith(host, start.host());
        new ChildMain(start, connect(start.socket(), start.secret())).run();
        Runtime.getRuntime().halt(HOST_GONE);
    }

    /** The pipe's other end closes with the host, however that ends. The second look is for a plugin that closes the pipe. */
    private static void endWith(InputStream host, long pid) {
        Thread.ofPlatform().daemon().name("host-pipe").start(() -> {
            try {
                while (host.read() >= 0) {
                    // The host says nothing more.
                }
            } catch (IOException e) {
                // The same as its end.
            }
            Runtime.getRuntime().halt(HOST_GONE);
        });
        Thread.ofPlatform().daemon().name("host-process").start(() -> {
            // The parent of a process whose parent has ended is another one.
            long parent = parent();
            while (parent == parent()) {
                try {
                    Thread.sleep(PARENT_LOOK_MILLIS);
                } catch (InterruptedException e) {
                    // Looking goes on.
                }
            }
            Runtime.getRuntime().halt(HOST_GONE);
        });
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
    }

    private static Frames connect(Path socket, byte[] secret) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        var frames = new Frames(channel);
        frames.send(new Out().raw(secret));
        return frames;
    }

    private void run() throws IOException {
        Map<Kind, ExtensionPoint> extensions;
        try {
            extensions = Extensions.load(start.folder(), start.plugin());
        } catch (Extensions.Unloadable e) {
            out.begin().u8(Message.REFUSED.ordinal()).text(String.valueOf(e.getMessage()));
            control.send(out);
            return;
        }
        ready(extensions);
        var gate = new CallGate(new Tokens(start.key()), start.plugin(), System::currentTimeMillis);
        var calls = new Calls(this::ended);
        while (true) {
            In in;
            try {
                in = control.receive();
            } catch (IOException e) {
                return;
            }
            switch (Message.read(in)) {
                case CONNECT -> {
                    var worker = new Worker(connect(start.socket(), in.raw(Start.SECRET)), extensions, gate, calls);
                    Thread.ofPlatform().daemon().name("call").start(worker);
                }
                case CANCEL -> calls.cancel(in.number());
                default -> {
                    return;
                }
            }
        }
    }

    private synchronized void ready(Map<Kind, ExtensionPoint> extensions) throws IOException {
        out.begin().u8(Message.READY.ordinal()).number(extensions.size());
        extensions.keySet().forEach(kind -> out.u8(kind.ordinal()));
        control.send(out);
    }

    private synchronized void ended(long call) {
        try {
            control.send(out.begin().u8(Message.ENDED.ordinal()).number(call));
        } catch (IOException e) {
            Runtime.getRuntime().halt(HOST_GONE);
        }
    }
}
