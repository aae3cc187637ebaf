<?php

declare(strict_types=1);

namespace Xwsse\Symfony;

use Symfony\Component\Security\Core\Exception\AuthenticationException;
use Xwsse\RejectedException;

/** A {@see RejectedException}, as Symfony's security knows it. */
final class NotAdmittedException extends AuthenticationException
{
    public function __construct(public readonly RejectedException $rejected)
    {
        parent::__construct($rejected->reason, $rejected->getCode(), $rejected);
    }
}
