<?php

declare(strict_types=1);

namespace Xwsse\Guzzle;

use Psr\Http\Message\ResponseInterface;

/**
 * Stops a redirect that would take a token along.
 *
 * @internal
 */
final class Redirected extends \RuntimeException
{
    public function __construct(public readonly ResponseInterface $response)
    {
        parent::__construct('a redirect is to be signed first');
    }
}
