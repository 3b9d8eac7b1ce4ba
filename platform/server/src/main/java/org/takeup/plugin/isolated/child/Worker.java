package org.takeup.plugin.isolated.child;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.Kind;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.isolated.wire.CallGate;
import org.takeup.plugin.isolated.wire.Frames;
import org.takeup.plugin.isolated.wire.Head;
import org.takeup.plugin.isolated.wire.In;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Operation;
import org.takeup.plugin.isolated.wire.Out;
import org.takeup.plugin.isolated.wire.ProtocolError;
import org.takeup.plugin.isolated.wire.Thrown;
import org.takeup.plugin.isolated.wire.Tokens;

/** One connection and its thread: runs the calls that come on it, one after the other, until the host closes it. */
final class Worker implements Runnable {
    private static final Throwable NOTHING = new Throwable();

    private final Frames frames;
    private final Map<Kind, ExtensionPoint> extensions;
    private final CallGate gate;
    private final Calls calls;
    private final Out out = new Out();

    Worker(Frames frames, Map<Kind, ExtensionPoint> extensions, CallGate gate, Calls calls) {
        this.frames = frames;
        this.extensions = extensions;
        this.gate = gate;
        this.calls = calls;
    }

    @Override
    public void run() {
        try (frames) {
            while (true) {
                one(frames.receive());
            }
        } catch (IOException | ProtocolError e) {
            // The host has closed the connection, or is not the host.
        }
    }

    private void one(In in) throws IOException {
        if (Message.read(in) != Message.CALL) {
            throw new ProtocolError("Not a call");
        }
        Head head = Head.read(in);
        var terms = new Tokens.Terms(in.text(), in.text(), head.operation(), in.number(), head.call());
        if (!calls.begin(head.call())) {
            return;
        }
        try {
            try {
                gate.admit(terms, head.token());
                Object result = run(head, in);
                head.write(out.begin(), Message.RESULT);
                head.operation().writeResult(out, result);
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError && !(e instanceof StackOverflowError)) {
                    // Whatever ran out, other calls would lack it too: a fresh process is what helps.
                    Runtime.getRuntime().halt(ChildMain.SPENT);
                }
                tell(head, e);
            }
            // A plugin may leave its thread interrupted; that would close the connection that its answer goes out on.
            Thread.interrupted();
            frames.send(out);
        } finally {
            calls.end(head.call());
        }
    }

    private void tell(Head head, Throwable e) {
        Throwable ours = e instanceof HostSide.HostThrew ? e : NOTHING;
        Throwable told = e instanceof HostSide.CallOver ? new InterruptedException() : e;
        head.write(out.begin(), Message.THROWN);
        Thrown.write(out, told, ours);
    }

    // The codec gives what the operation's own method takes.
    @SuppressWarnings("unchecked")
    private @Nullable Object run(Head head, In in) throws Exception {
        Operation operation = head.operation();
        Object[] got = operation.readArguments(in);
        ExtensionPoint extension = extensions.get(operation.kind());
        if (extension == null) {
            throw new ProtocolError("The plugin has no such extension");
        }
        var survey = extension instanceof SurveyInstrument each ? each : null;
        var plan = extension instanceof PlanBuilder each ? each : null;
        var lms = extension instanceof LmsConnector each ? each : null;
        return switch (operation) {
            case INSTRUMENT_PROFILE -> is(survey).profile();
            case QUESTIONNAIRE -> is(survey).questionnaire();
            case SCORING -> is(survey).scoring();
            case SIGNALS -> is(survey).signals((List<ReleasedScore>) is(got[0]));
            case GUIDE -> is(survey).guide();
            case BUILDER_PROFILE -> is(plan).profile();
            case WIZARD -> is(plan).wizard((PlanContext) is(got[0]));
            case PROPOSE -> is(plan).propose((PlanContext) is(got[0]), (Map<String, Answer>) is(got[1]));
            case LINT -> is(plan).lint((PlanContext) is(got[0]), (PlanDraft) is(got[1]));
            case CONNECTOR_PROFILE -> is(lms).profile();
            case CHECK -> is(lms).check(context(got, new HostSide(frames, head)));
            case READ -> {
                var host = new HostSide(frames, head);
                var sink = new RemoteSink(host);
                read(is(lms), context(got, host), sink);
                yield null;
            }
        };
    }

    /** What was given before the plugin stopped is handed over, whether it stopped well or not. */
    private static void read(LmsConnector connector, ConnectorContext context, RemoteSink sink) throws Exception {
        try {
            connector.read(context, sink);
        } catch (HostSide.HostThrew | HostSide.CallOver | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            sink.flush();
            throw e;
        }
        sink.flush();
    }

    @SuppressWarnings("unchecked")
    private static ConnectorContext context(@Nullable Object[] got, HostSide host) {
        Optional<Archive> archive =
                Boolean.TRUE.equals(got[1]) ? Optional.of(new RemoteArchive(host)) : Optional.empty();
        return new ConnectorContext((Map<String, String>) is(got[0]), archive, new RemoteHttp(host));
    }

    private static <T> T is(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
