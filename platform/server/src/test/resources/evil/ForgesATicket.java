package evil;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;

/** Finds the socket of its process and connects with a ticket that it made up. */
public class ForgesATicket extends Evil {
    @Override
    protected List<FormField> evil(PlanContext context) throws Exception {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(Path.of("..").toRealPath().resolve("s")));
            var ticket = ByteBuffer.allocate(36);
            ticket.putInt(32).position(0);
            channel.write(ticket);
            return saying("read " + channel.read(ByteBuffer.allocate(10)));
        }
    }
}
