<?php

declare(strict_types=1);

namespace Xwsse\Tests\Clients;

use GuzzleHttp\HandlerStack;
use Xwsse\Guzzle\WsseMiddleware;

/** The hook is outside of Guzzle's own redirects and errors. */
final class GuzzleUnshifted extends GuzzlePushed
{
    protected function place(HandlerStack $stack, WsseMiddleware $hook): void
    {
        $stack->unshift($hook);
    }
}
