--TEST--
A store in memory is not made where it would be forgotten with the request
--EXTENSIONS--
xwsse
--CGI--
--FILE--
<?php
try {
    new Xwsse\MemoryReplayStore();
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
A MemoryReplayStore would forget every token with its request under cgi-fcgi; use a store that the processes share, such as Xwsse\ApcuReplayStore
