package org.takeup.plugin.lms.oneroster;

import org.takeup.plugin.testkit.LmsConnectorContract;
import org.takeup.plugin.testkit.MemoryArchive;

class OneRosterContractIT extends LmsConnectorContract {
    @Override
    protected MemoryArchive sample() {
        return SampleExport.oneDotOne();
    }
}
