package org.takeup.plugin.isolated.child;

import java.io.IOException;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.isolated.wire.HttpWire;
import org.takeup.plugin.isolated.wire.Message;
import org.takeup.plugin.isolated.wire.Out;

/** The way out: the host makes the calls, because this process has no network. For the call's thread alone. */
final class RemoteHttp implements PluginHttp {
    private final HostSide host;

    RemoteHttp(HostSide host) {
        this.host = host;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException {
        var written = new Out().begin();
        HttpWire.write(written, call);
        return HttpWire.readAnswer(host.ask(Message.HTTP, out -> out.add(written)));
    }
}
