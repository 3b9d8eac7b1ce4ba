package org.takeup.plugin.isolated;

import java.util.List;
import java.util.Optional;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.isolated.wire.Operation;

/** An LMS connector in another process. The archive and the sink stay here; it is lent them for the call. */
// What comes back has the operation's own type; null is the guard's affair, as it is in process.
@SuppressWarnings({"unchecked", "NullAway"})
final class RemoteConnector implements LmsConnector {
    private final IsolatedPlugin plugin;

    RemoteConnector(IsolatedPlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public ConnectorProfile profile() {
        return (ConnectorProfile) plugin.ask(Operation.CONNECTOR_PROFILE);
    }

    @Override
    public List<Finding> check(ConnectorContext context) {
        return (List<Finding>) plugin.ask(
                Operation.CHECK,
                new Lent(context.archive(), Optional.empty(), context.http()),
                List.of(context.settings(), context.archive().isPresent()));
    }

    @Override
    public void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException {
        plugin.call(
                Operation.READ,
                new Lent(context.archive(), Optional.of(sink), context.http()),
                List.of(context.settings(), context.archive().isPresent()));
    }
}
