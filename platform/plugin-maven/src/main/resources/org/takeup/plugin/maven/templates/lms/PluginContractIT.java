package @package@;

import org.takeup.plugin.testkit.LmsConnectorContract;
import org.takeup.plugin.testkit.MemoryArchive;

class @class@ContractIT extends LmsConnectorContract {
    @Override
    protected MemoryArchive sample() {
        return MemoryArchive.empty()
                .with("people.csv", "id,name,email", "1,Ann Example,ann@example.org", "2,Ben Example,");
    }
}
