package @package@;

import org.takeup.plugin.testkit.@contract@;

class @class@ContractIT extends @contract@ {}
