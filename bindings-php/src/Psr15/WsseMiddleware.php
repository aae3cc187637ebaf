<?php

declare(strict_types=1);

namespace Xwsse\Psr15;

use Psr\Http\Message\ResponseFactoryInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Server\MiddlewareInterface;
use Psr\Http\Server\RequestHandlerInterface;
use Psr\Log\LoggerInterface;
use Xwsse\Identity;
use Xwsse\RejectedException;
use Xwsse\Server\Gate;
use Xwsse\Verifier;

/**
 * Lets only signed requests through, in a PSR-15 stack.
 *
 *     $app->add(new WsseMiddleware(new Verifier($secrets, new ApcuReplayStore()), $responseFactory, realm: 'orders'));
 *
 * The handler finds the {@see \Xwsse\Identity} in the attribute `wsse` of the request. With `optional` a request
 * without the header passes too, and the attribute is null. Two middlewares that share a verifier may both stand in
 * the way of a request: its token is used once. The body of the request is not read.
 *
 * All values of the header are handed over, so two are refused; where the server or PHP has joined them with a
 * comma, what is joined is refused. Refusals are logged by their code to a PSR-3 logger, or else to `error_log`.
 */
final class WsseMiddleware implements MiddlewareInterface
{
    /** The attribute with the identity. */
    public const ATTRIBUTE = 'wsse';

    private const VERIFIER = 'wsse.verifier';

    private readonly Gate $gate;

    /**
     * @param string                                $realm for the challenge
     * @param (\Closure(): \DateTimeInterface)|null $clock another time than the system's, for tests
     */
    public function __construct(
        Verifier $verifier,
        private readonly ResponseFactoryInterface $responses,
        string $realm = 'api',
        private readonly bool $optional = false,
        ?LoggerInterface $logger = null,
        ?\Closure $clock = null,
    ) {
        $this->gate = new Gate($verifier, $realm, $logger, $clock);
    }

    public function process(ServerRequestInterface $request, RequestHandlerInterface $handler): ResponseInterface
    {
        $isSettled = $request->getAttribute(self::VERIFIER) === $this->gate->verifier;
        if ($isSettled && $request->getAttribute(self::ATTRIBUTE) instanceof Identity) {
            return $handler->handle($request);
        }
        $values = array_values($request->getHeader('X-WSSE'));
        if ($values === [] && $this->optional) {
            return $handler->handle($request->withAttribute(self::ATTRIBUTE, null));
        }
        try {
            $identity = $this->gate->admit($values);
        } catch (RejectedException $rejected) {
            return $this->refuse($rejected);
        }

        return $handler->handle(
            $request->withAttribute(self::ATTRIBUTE, $identity)->withAttribute(self::VERIFIER, $this->gate->verifier),
        );
    }

    private function refuse(RejectedException $rejected): ResponseInterface
    {
        $answer = $this->gate->answer($rejected);
        $response = $this->responses->createResponse($answer->status);
        foreach ($answer->headers as $name => $value) {
            $response = $response->withHeader($name, $value);
        }
        $response->getBody()->write($answer->body);

        return $response;
    }
}
